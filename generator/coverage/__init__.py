"""Coverage and readiness: who has a valid plan, who meets the standards, what to do next. Two numbers, never mixed."""
