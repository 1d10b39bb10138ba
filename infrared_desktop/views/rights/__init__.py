"""What a patient may ask of the whole record, and what the owner decides about it."""
