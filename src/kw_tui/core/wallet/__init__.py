"""What customers like this one buy at most: a conditional quantile of a year's revenue given firmographics [PR]."""
