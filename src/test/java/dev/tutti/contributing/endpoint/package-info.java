/** Example of docs/contributing/endpoint.md, and its test. */
@NullMarked
package dev.tutti.contributing.endpoint;

import org.jspecify.annotations.NullMarked;
