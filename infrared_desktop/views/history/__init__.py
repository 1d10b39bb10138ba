"""The medical history on the screen: taken, confirmed, and every version of it."""
