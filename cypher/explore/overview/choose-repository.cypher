// Choose the repository: edit and run this first
:param repo => 'ajv'
