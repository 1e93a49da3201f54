@NullMarked
package dev.tutti.http.multipart;

import org.jspecify.annotations.NullMarked;
