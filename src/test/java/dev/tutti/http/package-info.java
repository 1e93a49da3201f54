/** Tests. */
@NullMarked
package dev.tutti.http;

import org.jspecify.annotations.NullMarked;
