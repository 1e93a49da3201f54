/** Tests. */
@NullMarked
package dev.tutti.skill.run;

import org.jspecify.annotations.NullMarked;
