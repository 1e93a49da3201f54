/** Tests. */
@NullMarked
package dev.tutti.template.tree;

import org.jspecify.annotations.NullMarked;
