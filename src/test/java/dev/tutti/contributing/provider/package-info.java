/** Examples of docs/contributing/provider.md, and their tests. */
@NullMarked
package dev.tutti.contributing.provider;

import org.jspecify.annotations.NullMarked;
