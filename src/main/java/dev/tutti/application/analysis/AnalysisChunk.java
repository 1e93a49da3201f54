package dev.tutti.application.analysis;

import java.util.List;
import java.util.Objects;

/**
 * Part of a document that a model is asked about at once.
 *
 * @param number from 1, over all documents
 * @param pieces of blocks, in their order
 */
record AnalysisChunk(int number, AnalysisSource source, List<Piece> pieces) {
  AnalysisChunk {
    pieces = List.copyOf(pieces);
  }

  /**
   * Block, or a part of a long one.
   *
   * @param block id of the block
   * @param page page of the block; 0 without pages
   */
  record Piece(String block, int page, String text) {}

  /** Name of its step. */
  String step() {
    return "chunk-%04d".formatted(number);
  }

  /** Pages that it is of, the first and the last; none without pages. */
  List<Integer> pages() {
    var pages = pieces.stream().map(Piece::page).filter(page -> page > 0).sorted().toList();
    return pages.isEmpty() || Objects.equals(pages.getFirst(), pages.getLast())
        ? pages.stream().limit(1).toList()
        : List.of(pages.getFirst(), pages.getLast());
  }

  /** Text for a model: each block with its id. */
  String text() {
    var text = new StringBuilder();
    for (var piece : pieces) {
      text.append('[').append(piece.block());
      if (piece.page() > 0) {
        text.append(" p.").append(piece.page());
      }
      text.append("] ").append(piece.text()).append('\n');
    }
    return text.toString();
  }
}
