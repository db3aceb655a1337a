"""The engine room's intake: any input to plain JSON values, with the place of each in its source."""
