"""履职一本账: all that one person, one community or one town has to do, and by when. People on duty, no residents."""
