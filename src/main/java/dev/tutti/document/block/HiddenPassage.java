package dev.tutti.document.block;

import org.jspecify.annotations.Nullable;

/**
 * Text that a reader of the document does not see.
 *
 * @param how such as white, invisible, tiny, outside, display_none, comment, deleted
 */
public record HiddenPassage(String how, String text, @Nullable Integer page) {}
