package dev.tutti.store;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The migrations by name, so that Flyway need not search the class path for them. */
final class MigrationFiles implements ResourceProvider {
  private static final String FOLDER = "/db/migration/";

  private final List<String> names;

  MigrationFiles(List<String> names) {
    this.names = names;
  }

  /** The SQL of a migration. */
  static String text(String name) {
    try (var in = MigrationFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("no such migration: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return names.contains(name) ? new File(name) : null;
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return names.stream()
        .filter(name -> name.startsWith(prefix))
        .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
        .<LoadableResource>map(File::new)
        .toList();
  }

  private static final class File extends LoadableResource {
    private final String name;

    File(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      return new StringReader(text(name));
    }

    @Override
    public String getAbsolutePath() {
      return FOLDER + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return FOLDER + name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
