/** Example of docs/contributing/guard.md, and its test. */
@NullMarked
package dev.tutti.contributing.guard;

import org.jspecify.annotations.NullMarked;
