"""What is inside a workbook: containers, sheets and cells. All but the gate runs in a child process."""
