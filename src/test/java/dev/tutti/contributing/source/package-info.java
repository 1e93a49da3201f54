/** Example of docs/contributing/source.md, and its test. */
@NullMarked
package dev.tutti.contributing.source;

import org.jspecify.annotations.NullMarked;
