/** Example of docs/contributing/layer.md, and its test. */
@NullMarked
package dev.tutti.contributing.layer;

import org.jspecify.annotations.NullMarked;
