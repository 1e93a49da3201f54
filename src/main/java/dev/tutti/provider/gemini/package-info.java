/**
 * Google's {@code generateContent} as an upstream: contents, parts, signatures of thoughts, both
 * ways.
 */
@NullMarked
package dev.tutti.provider.gemini;

import org.jspecify.annotations.NullMarked;
