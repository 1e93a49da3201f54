package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.DelimitedReader;
import dev.tutti.document.table.TableGrid;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** Reader of documents on a few platform threads, each file within its limits. Thread-safe. */
public final class DocumentReader implements AutoCloseable {
  private static final int MOST_BYTES = 32 << 20;
  private static final int WAITING = 64;

  /** Possessive, so that a million of them take no stack. */
  private static final Pattern BLANK_LINES =
      Pattern.compile("\\r?\\n[ \\t\\u3000\\u00a0]*+(?:\\r?\\n[ \\t\\u3000\\u00a0]*+)++");

  /** Files beyond their time that others do not wait for. */
  private static final int MOST_LATE = 8;

  private final ThreadPoolExecutor threads;
  private final int usual;
  private final Duration time;
  private final FileParser parser;

  /** Number of late ones; guarded by the reader. */
  private int late;

  /** What is done with a file. */
  interface FileParser {
    ParsedDocument parse(String name, byte[] bytes);
  }

  /** Reader with so many threads, which gives each file so much time. */
  public DocumentReader(int threads, Duration time) {
    this(threads, time, DocumentReader::parse);
  }

  DocumentReader(int threads, Duration time, FileParser parser) {
    this.usual = threads;
    this.time = time;
    this.parser = parser;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("tutti-document-", 0).daemon().factory());
  }

  /**
   * Parses a file, and waits for it.
   *
   * @param name its name, which tells CSV and Markdown from text
   * @throws UnreadableDocument when there is nothing to be read, or too much
   */
  public ParsedDocument read(String name, byte[] bytes) {
    Parsing parsing = new Parsing(name, bytes);
    Future<ParsedDocument> parsed;
    try {
      parsed = threads.submit(parsing);
    } catch (RejectedExecutionException _) {
      throw new UnreadableDocument(
          "busy", "documents: more than " + WAITING + " wait (expected: less)");
    }
    try {
      return parsed.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      parsed.cancel(true);
      parsing.leave();
      throw new UnreadableDocument(
          "timeout", name + ": not parsed within " + time.toSeconds() + " s");
    } catch (InterruptedException _) {
      parsed.cancel(true);
      Thread.currentThread().interrupt();
      throw new UnreadableDocument("timeout", name + ": interrupted");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw refusal(name, cause == null ? failed : cause);
    }
  }

  /** File at work. One that cannot be interrupted goes on beside those that come after it. */
  private final class Parsing implements Callable<ParsedDocument> {
    private final String name;
    private final byte[] bytes;
    private boolean atWork;
    private boolean left;

    Parsing(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public ParsedDocument call() {
      change(true);
      try {
        return parser.parse(name, bytes);
      } finally {
        change(false);
      }
    }

    private void change(boolean begins) {
      synchronized (DocumentReader.this) {
        atWork = begins;
        if (left) {
          left = false;
          resize(-1);
        }
      }
    }

    /** Nobody waits any more: the others get another thread. */
    void leave() {
      synchronized (DocumentReader.this) {
        if (atWork && late < MOST_LATE) {
          left = true;
          resize(1);
        }
      }
    }
  }

  private synchronized void resize(int more) {
    late += more;
    if (more > 0) {
      threads.setMaximumPoolSize(usual + late);
      threads.setCorePoolSize(usual + late);
    } else {
      threads.setCorePoolSize(usual + late);
      threads.setMaximumPoolSize(usual + late);
    }
  }

  private static UnreadableDocument refusal(String name, Throwable cause) {
    return switch (cause) {
      case UnreadableDocument known -> known;
      case StackOverflowError _ ->
          new UnreadableDocument("too_deep", name + ": nested too deeply (expected: less)");
      case OutOfMemoryError _ ->
          new UnreadableDocument("too_large", name + ": too large for the memory (expected: less)");
      default ->
          new UnreadableDocument(
              "corrupt",
              name + ": " + Objects.requireNonNullElse(cause.getMessage(), "it cannot be read"));
    };
  }

  /** Parses a file on the caller's thread. */
  static ParsedDocument parse(String name, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw new UnreadableDocument(
          "too_large",
          name + ": " + bytes.length + " bytes (expected: at most " + MOST_BYTES + ")");
    }
    BlockWriter out = new BlockWriter();
    if (begins(bytes, "%PDF-")) {
      PdfParser.parse(bytes, out);
    } else if (begins(bytes, "PK\u0003\u0004")) {
      office(OfficeZip.open(bytes), out);
    } else if (begins(bytes, "\u00d0\u00cf\u0011\u00e0")) {
      throw new UnreadableDocument(
          "encrypted",
          name
              + ": encrypted, or of Office before 2007 (expected: saved without a password as DOCX"
              + " or XLSX)");
    } else {
      text(name.toLowerCase(Locale.ROOT), DelimitedReader.decoded(bytes), out);
    }
    return out.finished();
  }

  private static boolean begins(byte[] bytes, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static void office(OfficeZip zip, BlockWriter out) {
    if (zip.has("word/document.xml")) {
      DocxParser.parse(zip, out);
    } else if (zip.has("xl/workbook.xml")) {
      XlsxParser.parse(zip, out);
    } else {
      throw new UnreadableDocument(
          "unsupported", "zip: neither DOCX nor XLSX (expected: one of them)");
    }
  }

  private static void text(String name, String text, BlockWriter out) {
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableDocument(
          "unsupported",
          name + ": binary (expected: text, Markdown, HTML, CSV, PDF, DOCX or XLSX)");
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      csv(text, out);
    } else if (name.endsWith(".html")
        || name.endsWith(".htm")
        || text.stripLeading().matches("(?is)<(?:!doctype html|html).*")) {
      HtmlParser.parse(text, out);
    } else if (name.endsWith(".md") || name.endsWith(".markdown")) {
      XmlBounds.checkMarkdown(name, text);
      MarkdownParser.parse(text, out);
    } else {
      for (String paragraph : BLANK_LINES.split(text)) {
        out.block("paragraph", paragraph);
      }
    }
  }

  private static void csv(String text, BlockWriter out) {
    try {
      TableGrid table = DelimitedReader.read(text);
      out.table(table.caption(), table.rows());
    } catch (IllegalArgumentException broken) {
      String reason = broken.getCause() == null ? "too_large" : "corrupt";
      throw new UnreadableDocument(reason, String.valueOf(broken.getMessage()));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
