/** Tests. */
@NullMarked
package dev.tutti.skill.load;

import org.jspecify.annotations.NullMarked;
