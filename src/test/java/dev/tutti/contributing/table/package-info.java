/** Example of docs/contributing/table.md, and its test. */
@NullMarked
package dev.tutti.contributing.table;

import org.jspecify.annotations.NullMarked;
