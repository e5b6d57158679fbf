// Choose the repository
// Edit and run this first
:param repo => 'ajv'
