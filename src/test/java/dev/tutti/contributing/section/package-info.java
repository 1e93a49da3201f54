/** Example of docs/contributing/section.md, and its test. */
@NullMarked
package dev.tutti.contributing.section;

import org.jspecify.annotations.NullMarked;
