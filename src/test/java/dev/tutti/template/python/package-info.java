@NullMarked
package dev.tutti.template.python;

import org.jspecify.annotations.NullMarked;
