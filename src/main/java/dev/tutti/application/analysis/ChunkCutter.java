package dev.tutti.application.analysis;

import dev.tutti.application.analysis.AnalysisChunk.Piece;
import dev.tutti.chat.Fault;
import dev.tutti.document.block.DocumentBlock;
import dev.tutti.document.block.DocumentTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cutter of documents into chunks of about as many tokens: at a heading where one is near the end,
 * between blocks otherwise. The last blocks of a chunk come again in the next one, about a tenth of
 * it, so that what belongs together is seen together once. A table that is too long is cut between
 * rows, with its header again. For one thread.
 */
final class ChunkCutter {
  /** Tokens of a chunk, by the estimate of {@link #tokens}. */
  static final int CHUNK = 3_000;

  private static final int OVERLAP = CHUNK / 10;
  private static final int NEARLY_FULL = CHUNK * 3 / 4;
  private static final int MOST = 1_000;
  private static final int CJK = 0x2e80;

  private final List<AnalysisChunk> chunks = new ArrayList<>();
  private List<Piece> pieces = new ArrayList<>();
  private int held;
  private int repeated;

  private ChunkCutter() {}

  /**
   * Chunks of some documents.
   *
   * @throws Fault where there are too many
   */
  static List<AnalysisChunk> cut(List<AnalysisSource> sources) {
    var cutter = new ChunkCutter();
    sources.forEach(cutter::add);
    return cutter.chunks;
  }

  /** Tokens of a text, about: one for each Chinese character, one for four others. */
  static int tokens(String text) {
    return tokens(wide(text), text.length());
  }

  private static int tokens(int wide, int length) {
    return wide + (length - wide + 3) / 4;
  }

  private static int wide(String text) {
    return (int) text.chars().filter(c -> c >= CJK).count();
  }

  private void add(AnalysisSource source) {
    Map<String, DocumentTable> tables =
        source.document().tables().stream()
            .collect(Collectors.toMap(DocumentTable::block, Function.identity(), (a, _) -> a));
    for (var block : source.document().blocks()) {
      if (block.kind().equals("heading") && held >= NEARLY_FULL) {
        end(source);
      }
      for (var piece : pieces(block, tables.get(block.id()))) {
        if (held > 0 && held + tokens(piece.text()) > CHUNK) {
          end(source);
        }
        hold(piece);
      }
    }
    if (pieces.size() > repeated) {
      chunks.add(chunk(source));
    }
    pieces = new ArrayList<>();
    held = 0;
    repeated = 0;
  }

  private void hold(Piece piece) {
    pieces.add(piece);
    held += tokens(piece.text());
  }

  private AnalysisChunk chunk(AnalysisSource source) {
    if (chunks.size() >= MOST) {
      throw Fault.invalid(
          "files", "more than %d chunks of text (expected: shorter documents)".formatted(MOST));
    }
    return new AnalysisChunk(chunks.size() + 1, source, pieces);
  }

  private void end(AnalysisSource source) {
    if (pieces.size() == repeated) {
      return;
    }
    chunks.add(chunk(source));
    List<Piece> again = new ArrayList<>();
    int tokens = 0;
    for (int i = pieces.size() - 1; i >= 0; i--) {
      tokens += tokens(pieces.get(i).text());
      if (tokens > OVERLAP) {
        break;
      }
      again.addFirst(pieces.get(i));
    }
    pieces = again;
    repeated = again.size();
    held = again.stream().mapToInt(each -> tokens(each.text())).sum();
  }

  private static List<Piece> pieces(DocumentBlock block, @Nullable DocumentTable table) {
    int page = block.page() == null ? 0 : block.page();
    if (tokens(block.text()) <= CHUNK - OVERLAP) {
      return List.of(new Piece(block.id(), page, block.text()));
    }
    var lines = table == null ? sentences(block.text()) : rows(block.text());
    int heads = table == null ? 0 : Math.min(table.grid().headerRows(), lines.size());
    var head = String.join("", lines.subList(0, heads));
    List<Piece> pieces = new ArrayList<>();
    var text = new StringBuilder(head);
    int wide = wide(head);
    for (var line : lines.subList(heads, lines.size())) {
      int own = wide(line);
      boolean full = tokens(wide + own, text.length() + line.length()) > CHUNK - OVERLAP;
      if (full && text.length() > head.length()) {
        pieces.add(new Piece(block.id(), page, text.toString()));
        text = new StringBuilder(head);
        wide = wide(head);
      }
      text.append(line);
      wide += own;
    }
    pieces.add(new Piece(block.id(), page, text.toString()));
    return pieces;
  }

  private static List<String> rows(String text) {
    return List.of(text.split("(?<=\\n)"));
  }

  /** Sentences, none of them longer than a chunk. */
  private static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    for (var each : text.split("(?<=[。！？\\n])|(?<=[.!?]\\s)")) {
      for (int from = 0; from < each.length(); from += CHUNK / 2) {
        sentences.add(each.substring(from, Math.min(each.length(), from + CHUNK / 2)));
      }
    }
    return sentences;
  }
}
