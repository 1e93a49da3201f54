/** Tests of what features add to Tutti. */
@NullMarked
package dev.tutti.feature;

import org.jspecify.annotations.NullMarked;
