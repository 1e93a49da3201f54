package dev.tutti.cli.server;

import picocli.CommandLine.IVersionProvider;

/** Answer to {@code tutti --version}. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var packaged = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "Tutti " + (packaged == null ? "(from classes)" : packaged),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
