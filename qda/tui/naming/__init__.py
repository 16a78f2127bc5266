"""Going through the names of documents before coding: an app of its own, as the tour is."""
