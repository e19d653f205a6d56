"""The imports tab: `tab` and what it is made of hold widgets and handlers, `*_view` turn what is known into cells."""
