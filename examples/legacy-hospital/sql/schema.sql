-- The existing database of a hospital group, designed without FHIR. Its own application continues to write to it.
CREATE TABLE etablissement (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  finess CHAR(9) NOT NULL UNIQUE,
  raison_sociale VARCHAR(120) NOT NULL,
  enseigne VARCHAR(120) NULL,
  categorie SMALLINT UNSIGNED NULL COMMENT 'code of the national register of establishments',
  ouvert TINYINT(1) NOT NULL DEFAULT 1,
  parent_id INT UNSIGNED NULL,
  code_comptable VARCHAR(12) NULL COMMENT 'of the accounts department: not for FHIR',
  date_maj DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  rowversion INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'each UPDATE of the application adds 1',
  KEY etablissement_nom (raison_sociale),
  FOREIGN KEY (parent_id) REFERENCES etablissement (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE adresse (
  etablissement_id INT UNSIGNED NOT NULL,
  rang TINYINT UNSIGNED NOT NULL,
  voie VARCHAR(120) NULL,
  code_postal CHAR(5) NULL,
  ville VARCHAR(80) NOT NULL,
  PRIMARY KEY (etablissement_id, rang),
  KEY adresse_ville (ville),
  KEY adresse_code_postal (code_postal),
  FOREIGN KEY (etablissement_id) REFERENCES etablissement (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE telephone (
  etablissement_id INT UNSIGNED NOT NULL,
  rang TINYINT UNSIGNED NOT NULL,
  genre ENUM('tel', 'fax', 'mel') NOT NULL,
  numero VARCHAR(80) NOT NULL,
  PRIMARY KEY (etablissement_id, rang),
  FOREIGN KEY (etablissement_id) REFERENCES etablissement (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE TABLE service (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  etablissement_id INT UNSIGNED NOT NULL,
  code VARCHAR(20) NOT NULL UNIQUE,
  libelle VARCHAR(120) NOT NULL,
  actif TINYINT(1) NOT NULL DEFAULT 1,
  consignes TEXT NULL,
  date_maj DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  KEY service_libelle (libelle),
  FOREIGN KEY (etablissement_id) REFERENCES etablissement (id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
