/** Tests. */
@NullMarked
package dev.tutti.skill.release;

import org.jspecify.annotations.NullMarked;
