/** Text made into a tree: lexer, expressions, statements, and what a library of partials holds. */
@NullMarked
package dev.tutti.template.parse;

import org.jspecify.annotations.NullMarked;
