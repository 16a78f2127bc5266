"""The screens: app, screens, widgets, key map, theme. They run no SQL and hold no statistics."""
