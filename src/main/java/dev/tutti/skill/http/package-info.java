/** The endpoints of skills, for callers and for their operators. */
@NullMarked
package dev.tutti.skill.http;

import org.jspecify.annotations.NullMarked;
