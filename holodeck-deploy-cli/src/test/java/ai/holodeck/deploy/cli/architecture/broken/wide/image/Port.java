package ai.holodeck.deploy.cli.architecture.broken.wide.image;

interface Port {
  void one();

  void two();

  void three();

  void four();

  void five();

  void six();
}
