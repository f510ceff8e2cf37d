// Checks values against a schema, as far as those of embed/ go; any other word in one is an error, so that nothing is
// unchecked. The body of a function of the schema and the values: the stories run it in the browser, the test of the
// documents in Node.
const [root, values] = arguments;
const types = {
    object: (value) => value !== null && typeof value === 'object' && !Array.isArray(value), array: Array.isArray,
    string: (value) => typeof value === 'string', boolean: (value) => typeof value === 'boolean',
    integer: Number.isInteger, null: (value) => value === null,
};
const words = {
    $schema: () => true, title: () => true, description: () => true, $defs: () => true,
    $ref: (path, value) => fits(root.$defs[path.replace('#/$defs/', '')], value),
    const: (wanted, value) => value === wanted,
    enum: (wanted, value) => wanted.includes(value),
    type: (name, value) => types[name](value),
    minimum: (least, value) => value >= least,
    pattern: (pattern, value) => new RegExp(pattern).test(value),
    required: (keys, value) => keys.every((key) => key in value),
    properties: (schemas, value) => Object.entries(schemas).every(([key, schema]) => !(key in value) || fits(schema, value[key])),
    additionalProperties: (_, value, schema) => Object.keys(value).every((key) => key in schema.properties),
    items: (schema, value) => value.every((item) => fits(schema, item)),
    oneOf: (schemas, value) => schemas.filter((schema) => fits(schema, value)).length === 1,
};
// The type first: the others count on it.
const fits = (schema, value) => Object.keys(schema).sort((one, other) => (other === 'type') - (one === 'type'))
    .every((word) => words[word](schema[word], value, schema));
return values.map((value) => fits(root, value));
