package ai.holodeck.deploy.cli.architecture.broken.printing.docker;

final class Engine {
  void print() {
    System.out.println();
  }
}
