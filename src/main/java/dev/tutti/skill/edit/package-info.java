/**
 * Drafts of versions of skills: checked while they are written, and put into the folder of skills
 * as new versions. A version that is there is never written over, and one that would not be served
 * does not stay.
 */
@NullMarked
package dev.tutti.skill.edit;

import org.jspecify.annotations.NullMarked;
