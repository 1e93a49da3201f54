/**
 * Folders made into compiled skills, and the revisions that are kept of them. A folder that is
 * wrong leaves the last good revision in force.
 */
@NullMarked
package dev.tutti.skill.load;

import org.jspecify.annotations.NullMarked;
