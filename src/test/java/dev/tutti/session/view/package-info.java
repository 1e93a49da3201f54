@NullMarked
package dev.tutti.session.view;

import org.jspecify.annotations.NullMarked;
