/** Example of docs/contributing/gauge.md, and its test. */
@NullMarked
package dev.tutti.contributing.gauge;

import org.jspecify.annotations.NullMarked;
