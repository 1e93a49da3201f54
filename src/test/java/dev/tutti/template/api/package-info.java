/** Tests. */
@NullMarked
package dev.tutti.template.api;

import org.jspecify.annotations.NullMarked;
