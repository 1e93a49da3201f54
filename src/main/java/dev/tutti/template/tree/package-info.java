/**
 * The tree of a template, which runs itself: sealed nodes over the values of {@code
 * template.python}.
 */
@NullMarked
package dev.tutti.template.tree;

import org.jspecify.annotations.NullMarked;
