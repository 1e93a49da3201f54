@NullMarked
package dev.tutti.session;

import org.jspecify.annotations.NullMarked;
