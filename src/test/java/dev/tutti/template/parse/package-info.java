/** Tests. */
@NullMarked
package dev.tutti.template.parse;

import org.jspecify.annotations.NullMarked;
