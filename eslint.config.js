import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["node_modules", ".venv", "var", "shots", "scola/kernel/ui/static/build", "scola/kernel/ui/static/ui"] },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ["error", "smart"],
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  {
    files: ["client/**/*.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: ["**/scola/**"], message: "Shared code knows no domain." }] }] },
  },
  {
    files: ["scola/board/client/model/**/*.ts", "scola/board/client/geometry/**/*.ts"],
    rules: { "no-restricted-globals": ["error", "document", "window"] },
  },
);
