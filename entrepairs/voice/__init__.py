"""What people say of the service: four questions with pictures, counted and never read."""
