/** Tests. */
@NullMarked
package dev.tutti.template.filter;

import org.jspecify.annotations.NullMarked;
