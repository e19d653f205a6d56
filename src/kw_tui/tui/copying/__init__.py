"""Taking rows along: `cells` writes them for a spreadsheet, `clipboard` finds the way to the terminal's clipboard."""
