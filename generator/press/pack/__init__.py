"""The pack: what is printed for a town and its communities, and the forms by which it is handed over."""
