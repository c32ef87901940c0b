"""What the run has to say about itself: nothing is lost or skipped in silence."""
